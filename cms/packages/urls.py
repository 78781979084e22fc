from django.urls import path

from . import files, player

urlpatterns = [
    path("<str:token>/play/", player.play, name="package-play"),
    path("<str:token>/tell/", player.tell, name="package-tell"),
    path("<str:token>/files/<path:path>", files.package_file, name="package-file"),
]
