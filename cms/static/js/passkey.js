// What a browser says when a passkey is not used is for engineers: the page says it in words.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  document.getElementById('passkey-problem').hidden = false
})
