/** The sentences of what is done with messages, in Spanish. */
import type { talkEn } from './talk.en.ts'

export const talkEs: Readonly<Record<keyof typeof talkEn, string>> = {
  'chat.action.select': 'Seleccionar',

  'talk.forward.title': '{count, plural, one {Reenviar el mensaje} other {Reenviar # mensajes}}',
  'talk.forward.to': 'Chats y personas',
  'talk.forward.chosen': '{count, plural, =0 {Nada elegido} one {# elegido} other {# elegidos}}',
  'pick.chosen': 'Se eligió a {name}',
  'pick.dropped': 'Ya no se elige a {name}',
  'talk.forward.nobody': 'Elige primero adónde',
  'talk.forward.note': 'Nota (opcional)',
  'talk.forward.done': 'Reenviado a {names}{rest, plural, =0 {} one { y # más} other { y # más}}',
  'talk.forward.gone': 'Ya no existe',
  'talk.quote.in': 'en',
  'talk.place.unknown': 'un chat',
  'talk.place.more': '{n, plural, one {# más} other {# más}}',

  'talk.select.count': '{count, plural, =0 {Selecciona mensajes} one {# seleccionado} other {# seleccionados}}',
  'talk.select.one': 'Seleccionar: {label}',
  'talk.select.bar': 'Mensajes seleccionados',
  'talk.select.copy': 'Copiar',
  'talk.select.leave': 'Dejar de seleccionar',
  'talk.select.saved': '{count, plural, one {# mensaje está} other {# mensajes están}} en tus mensajes guardados',
  'talk.select.hidden': '{count, plural, one {# mensaje eliminado} other {# mensajes eliminados}} para ti',

  'talk.date.earlier': 'El mes anterior',
  'talk.date.later': 'El mes siguiente',
  'talk.date.none': '{day}, sin mensajes en este dispositivo',
  'talk.date.hint': 'Los días en gris no tienen mensajes en este dispositivo',

  'talk.card.lines': 'Líneas {from} a {to}',
  'talk.card.setting': 'Mostrar a qué llevan los enlaces',
  'talk.card.settingHint':
    'El servidor mira la página una vez y dice su título. Tu navegador nunca pregunta a esa página',

  'talk.format.more': 'Formato',

  'talk.paste.long': 'Son {count, plural, one {# carácter} other {# caracteres}}. ¿Enviarlo como archivo de texto?',
  'talk.paste.file': 'Como archivo de texto',
  'talk.paste.here': 'En el mensaje',
  'talk.paste.name': 'texto.txt',

  'talk.code.copy': 'Copiar el código',
  'talk.fold.more': 'Mostrar más',
  'talk.fold.less': 'Mostrar menos',

  'talk.said': '{name}: {text}',
  'talk.news': '{count, plural, one {# mensaje nuevo} other {# mensajes nuevos}}',
  'talk.sent': '{count, plural, one {# mensaje enviado} other {# mensajes enviados}}',
  'talk.someone': 'Mensaje nuevo',
  'talk.refused': 'No enviado: {reason}',
}
