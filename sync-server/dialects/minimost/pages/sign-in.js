// Who has scripts gets the web app's own sign-in, which speaks their language, asks for a second step when it comes to it, and
// goes on to where a link leads: no server sees what stands after the #. Without scripts the form of this page does.
document.documentElement.hidden = true
location.replace(`/index.html${location.hash || (location.pathname === '/signup' ? '#/sign-up' : '')}`)
