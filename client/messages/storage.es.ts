/** The sentences about what this device keeps, in Spanish. */
import type { storageEn } from './storage.en.ts'

export const storageEs = {
  'storage.usage': 'En este dispositivo',
  'storage.messages': 'Mensajes',
  'storage.messagesHint':
    '{n, plural, one {# mensaje} other {# mensajes}} en {chats, plural, one {# chat} other {# chats}}',
  'storage.media': 'Multimedia',
  'storage.mediaHint': '{n, plural, =0 {Ningún archivo} one {# archivo} other {# archivos}}',
  'storage.index': 'Índice de búsqueda',
  'storage.app': 'La propia aplicación',
  'storage.total': '{used} de {quota}, según el navegador',
  'storage.totalUnknown': 'Este navegador no dice cuánto espacio hay.',
  'storage.bar': 'Se usa el {part} por ciento del espacio de este navegador',
  'storage.measuring': 'Midiendo…',
  'storage.clearMedia': 'Borrar multimedia',
  'storage.clearMediaAsk': '¿Quitar de este dispositivo todas las imágenes, sonidos y archivos?',
  'storage.clearMediaHint': 'Siguen en los chats, y vuelven cuando los mires con conexión.',
  'storage.freed': 'Se han liberado {size}',

  'storage.prepare': 'Preparar sin conexión',
  'storage.prepareHint': 'Trae ahora a este dispositivo todo lo que conservas, para leerlo sin conexión.',
  'storage.preparingChats': 'Trayendo chats: {done, number} de {total, number}',
  'storage.preparingFiles': 'Trayendo archivos: {done, number} de {total, number}',
  'storage.stop': 'Parar',
  'storage.ready':
    'Listo. {chats, plural, one {# chat} other {# chats}}, {messages, plural, one {# mensaje} other {# mensajes}}, {files, plural, one {# archivo} other {# archivos}}, {size}. {time}',
  'storage.appComing': 'Cairn mismo aún está llegando.',
  'storage.appComingHint': 'Llega por sí solo, con conexión. Hasta entonces Cairn no se abre sin ella.',
  'storage.appNone': 'Este navegador solo abre Cairn con conexión.',
  'storage.didNotCome': '{n, plural, one {# parte no llegó.} other {# partes no llegaron.}}',
  'storage.noRoom': '{n, plural, one {No hay espacio para # archivo.} other {No hay espacio para # archivos.}}',
  'storage.gone':
    '{n, plural, one {# archivo ya no está en el servidor.} other {# archivos ya no están en el servidor.}}',
  'storage.here':
    'Aquí hay {messages, plural, one {# mensaje} other {# mensajes}}, {files, plural, one {# archivo} other {# archivos}}, {size}. {time}',

  'storage.whatIsKept': 'Qué se conserva',
  'storage.history': 'Historial',
  'storage.historyHint':
    'Los mensajes más antiguos salen de este dispositivo y siguen en el servidor. Lo no enviado o fijado se queda.',
  'storage.history.all': 'Todo',
  'storage.history.1y': '1 año',
  'storage.history.90d': '90 días',
  'storage.history.30d': '30 días',
  'storage.history.usual': 'Como todos los chats: {limit}',
  'storage.mediaKeep': 'Imágenes y archivos',
  'storage.mediaKeep.thumbnails': 'Solo vistas previas pequeñas',
  'storage.mediaKeep.small': 'Hasta 5 MB cada uno',
  'storage.mediaKeep.all': 'Todos',
  'storage.mediaLimit': 'Espacio para ellos',
  'storage.mediaLimitHint':
    'Cuando se agota, lo que viste hace más tiempo sale de este dispositivo y sigue en el servidor.',
  'storage.saver': 'Ahorro de datos',
  'storage.saverHint': 'No trae nada que no hayas pedido, y ofrece enviar imágenes más pequeñas',
  'storage.safe': 'Conservación segura',
  'storage.safeYes': 'Este navegador conserva los datos de Cairn hasta que los quites.',
  'storage.safeNo': 'Este navegador puede borrar los datos de Cairn cuando necesite espacio.',
  'storage.safeUnknown': 'Este navegador no dice si conserva los datos de Cairn.',
  'storage.install': 'Instalar',
  'storage.installed': 'Cairn está instalado',

  'storage.chat': 'Conservar sin conexión',
  'storage.chatFact':
    '{messages, plural, one {# mensaje} other {# mensajes}}, {size}, {ready, select, true {{missing, plural, =0 {listo} one {mensajes listos, falta # archivo} other {mensajes listos, faltan # archivos}}} other {falta una parte}}',

  'storage.unsent': 'Sin enviar',
  'storage.unsentNone': 'No hay nada sin enviar.',
  'storage.copyUnsent': '{n, plural, one {Copiar # sin enviar} other {Copiar # sin enviar}}',

  'storage.mine': 'Mis datos',
  'storage.mineHint':
    'Guarda un archivo con tu cuenta, tus ajustes y los mensajes que hay en este dispositivo, en JSON y como texto para leer. Funciona sin conexión.',
  'storage.mineAll': 'Todos los chats',
  'storage.mineChosen': 'Solo estos chats',
  'storage.mineChosenNeeded': 'Elige al menos un chat',
  'storage.mineSave': 'Guardar mis datos',
  'storage.mineWorking': 'Escribiendo: {done, number} de {total, number}',
  'storage.mineDone': 'Guardado: {messages, plural, one {# mensaje} other {# mensajes}}, {size}',
  'storage.mineUnsent': 'sin enviar',
  'storage.mineReadMe':
    'Lo que este dispositivo tenía de la cuenta de {name} en {server}, {time}. data.json es para programas; chats/ contiene lo mismo como texto.',

  'storage.leave': 'Borrar los datos de este dispositivo',
  'storage.leaveHint':
    'Cierra tu sesión y quita de este dispositivo todos los chats, archivos y borradores de esta cuenta.',
  'storage.leaveAsk': '¿Borrar de este dispositivo todo lo de esta cuenta?',
  'storage.leaveUnsent':
    '{n, plural, =0 {No hay nada sin enviar.} one {Hay # cosa sin enviar que se perdería.} other {Hay # cosas sin enviar que se perderían.}}',
  'storage.leaveDrafts':
    '{n, plural, one {# borrador está solo en este dispositivo y se perdería.} other {# borradores están solo en este dispositivo y se perderían.}}',
  'storage.leaving': 'Quitando…',

  'storage.notPersistent': 'Este navegador puede borrar los datos de Cairn',
  'storage.keep': 'Conservarlos',
  'storage.kept': 'Este navegador conservará los datos de Cairn',
  'storage.notKept': 'El navegador no aceptó. Instalar Cairn suele ayudar.',

  'storage.near': 'Este dispositivo está casi lleno: {used} de {quota}',
  'storage.full': 'Este dispositivo está lleno. No se conservan imágenes ni archivos nuevos; los mensajes sí.',
  'storage.free': 'Liberar {size} de multimedia',
  'storage.manage': 'Gestionar el espacio',
  'storage.broken': 'Este navegador no deja guardar a Cairn ahora',
  'storage.brokenHint':
    'Lo que ves está solo en esta pestaña. Lo que escribas puede perderse con ella: copia lo importante. Cairn lo intenta de nuevo por sí mismo.',
  'storage.missing':
    '{n, plural, one {# parte de tus datos no se abre ahora} other {# partes de tus datos no se abren ahora}}',
  'storage.missingHint': 'Se trae de nuevo cuando haya conexión. Lo demás funciona.',

  'storage.getting': 'Trayendo tus chats: {done, number} de {total, number}',
  'storage.keepTitle': 'Conserva Cairn en este dispositivo',
  'storage.keepHint':
    'Instalado, se abre como cualquier aplicación. Conservado, sus datos se quedan cuando el navegador hace sitio.',
  'storage.readyTitle': 'Listo sin conexión',
  'storage.readyHint':
    '{chats, plural, one {Hay # chat} other {Hay # chats}} en este dispositivo. Los mensajes más antiguos vienen solos.',

  'update.busy': 'La versión nueva llega en el próximo inicio, porque estás escribiendo',
  'share.title': 'Compartir en un chat',
  'share.hint': 'Elige adónde va. Aún puedes cambiarlo antes de enviarlo.',
  'share.nothing': 'No se compartió nada.',

  'settings.textSize': 'Tamaño del texto',
  'settings.textSizeHint': 'Sigue al navegador: {keys} agranda todo el texto.',
  'settings.timeFormat': 'Horas y fechas',
  'settings.timeFormatHint': 'Se escriben como en tu idioma y región: {example}',
  'settings.enter': 'Intro hace una línea nueva',
  'settings.enterHint': 'Entonces Mayús+Intro envía, y {keys} siempre lo hace',
  'settings.motion': 'Reducir el movimiento',
  'settings.motionHint': 'Nada se desliza ni se desvanece',
  'settings.contrastHint': 'Blanco y negro, y líneas fuertes',
} as const satisfies Record<keyof typeof storageEn, string>
