"""Invented names: common ones of many origins, put together at random. Nobody real is meant."""

from __future__ import annotations

from random import Random


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words("""
Abdul Adaeze Agnieszka Aisha Alan Alexandra Ama Amal Amelia Amir Amit Amy Ana Andrea Andrew Angela Anika Anita Anna
Anthony Aoife Arjun Asha Ayesha Babajide Barbara Beata Ben Bethan Blessing Bo Brenda Bronwen Callum Carol Carys
Catherine Chidi Chinonso Chloe Christine Claire Connor Daniel David Dawn Deepa Denise Derek Donna Ebony Efe Eilidh
Elaine Eleanor Elizabeth Ella Emeka Emily Emma Ewa Farah Fatima Femi Fiona Folake Funmi George Gillian Grace Graham
Gulsen Gwen Hana Hannah Haruka Hassan Heather Helen Henry Hiba Hui Ian Ibrahim Ifeoma Imran Ines Isabella Ivan Jacob
Jamal James Jane Janet Jasmine Jean Jennifer Jerzy Jia Jing Joan Joanne John Jose Joseph Joyce Julie Kamal Karen
Karolina Kate Kavita Keith Kelly Kerry Khalid Kiran Kwame Lakshmi Laura Lauren Layla Leanne Lee Leila Lewis Li Liam
Linda Lisa Lorraine Louise Lucy Luis Lukasz Magda Maggie Mahmoud Malik Manish Manjit Margaret Maria Mariam Marie Mark
Martin Mary Maryam Matthew Maureen Maya Mei Mercy Michael Michelle Mohammed Monika Musa Nadia Naomi Natalie Neha Ngozi
Niamh Nicola Nikhil Nina Noor Obi Olga Olivia Olu Omar Onyeka Oscar Patricia Patience Paul Pauline Peter Petra Philip
Priya Rachel Rahul Raj Rania Rebecca Rekha Rhys Richard Rina Robert Rohan Rosa Rose Ruth Ryan Sabina Sadia Salma Sam
Samina Samuel Sandra Sanjay Sara Sarah Sean Seren Shabnam Shanice Sharon Sheila Shirin Simon Sinead Sonia Sophie
Stella Stephen Steven Sue Sunita Susan Svetlana Syed Tahir Tamara Tariq Temi Teresa Thandiwe Thomas Tina Tom Tomasz
Tracey Umar Uzma Valerie Veronica Victor Victoria Vijay Wanjiru Wei Wendy William Xin Yasmin Yetunde Yusuf Zainab Zara
Zofia
""")

FAMILY = _words("""
Abbott Abdi Abubakar Achebe Adams Adebayo Adeyemi Afolabi Ahmed Akhtar Ali Allen Amadi Andersson Appiah Armstrong
Asante Ashworth Atkinson Bailey Baker Balogun Banerjee Barker Barnes Bashir Begum Bell Bennett Bhatt Blackwood Boateng
Bose Bradley Brennan Brooks Brown Burke Byrne Campbell Carter Chan Chandra Chaudhry Chen Cheung Choudhury Clark Clarke
Coleman Collins Cook Cooper Cox Cruz Dang Das Davies Davis Dawson Desai Dhillon Diaz Dixon Doherty Douglas Doyle Dunn
Edwards Eze Ellis Evans Farouk Fernandes Fernando Fisher Fletcher Flynn Foster Fox Gallagher Garcia Ghosh Gibson Gill
Goldberg Gomez Gordon Graham Grant Gray Green Griffiths Gupta Haddad Hall Hamid Harper Harris Harrison Hart Hassan
Hayes Henderson Hill Ho Holmes Hossain Howard Hughes Hunt Hussain Hutchinson Ibrahim Idowu Igwe Iqbal Islam Jackson
Jain Jankowski Javed Jenkins John Johnson Johnston Jones Joseph Kamara Kaminski Kapoor Kaur Kelly Kennedy Khan King
Knight Kowalski Kumar Kuznetsov Lam Lee Lewandowski Lewis Li Lloyd Lopez Low Lowe Lynch MacDonald Mahmood Malik Marsh
Marshall Martin Martinez Mason Matthews Mbeki McCarthy McKenzie Mehta Mensah Miah Miller Mills Mistry Mitchell Mohamed
Moore Morgan Morris Moyo Murphy Murray Mwangi Nair Nakamura Ncube Nelson Nguyen Nkosi Novak Nowak Nwosu Obi Ochieng
Odunayo Okafor Okeke Okoro Okonkwo Olsen Osei Owen Owens Parker Parmar Patel Pearson Perera Perry Phillips Pillai
Popescu Powell Price Qureshi Rahman Raja Ramos Rao Rashid Reddy Rees Reid Reilly Reyes Reynolds Richards Richardson
Roberts Robinson Rodriguez Rogers Rose Ross Roy Russell Ryan Saeed Sahota Salim Santos Saunders Scott Shah Sharma Shaw
Sheikh Silva Simpson Singh Smith Stewart Stone Sullivan Suzuki Szabo Tan Taylor Thapa Thomas Thompson Tran Tucker
Turner Uddin Usman Varghese Verma Wadsworth Walker Wallace Walsh Wang Ward Watson Webb Wells West White Williams
Wilson Wisniewski Wong Wood Wright Wu Yadav Yeo Yildiz Young Yusuf Zaman Zhang Zhou Zielinski
""")


def invented_name(rng: Random) -> tuple[str, str]:
    """One in twenty-five has a double-barrelled family name."""
    family = rng.choice(FAMILY)
    if rng.random() < 0.04:
        family = f"{family}-{rng.choice(FAMILY)}"
    return rng.choice(GIVEN), family
