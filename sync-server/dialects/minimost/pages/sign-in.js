// The links in mails, a forgotten password and an invitation are pages of the web app, named after the #: no server sees that
// part. `/` sends who is not signed in here, so this hands them on to the app, which needs no session to open.
if (/^#\/(verify|reset|join)\b/.test(location.hash)) location.replace(`/index.html${location.hash}`)
