/** The sentences of the export tokens, in Spanish. */
import type { exportEn } from './export.en.ts'

export const exportEs: Readonly<Record<keyof typeof exportEn, string>> = {
  'settings.export': 'Claves de exportación',
  'export.explain':
    'Con una clave, un programa puede leer tus chats y guardarlos como registro. No puede escribir ni abre nada más. Quien la tenga leerá aquello para lo que es: no se la des a nadie.',
  'export.name': 'Para qué es',
  'export.nameNeeded': 'Ponle un nombre de hasta 64 caracteres',
  'export.scope': 'Lee',
  'export.all': 'Todo lo que puedo leer',
  'export.chosen': 'Solo estos chats',
  'export.chosenNeeded': 'Elige al menos un chat',
  'export.days': 'Termina después de',
  'export.daysCount': '{n, plural, one {# día} other {# días}}',
  'export.make': 'Crear una clave',
  'export.tooMany': 'Tienes todas las claves que puede haber. Revoca una primero.',
  'export.made': 'Solo se muestra ahora. Cópiala allí donde se usa.',
  'export.token': 'La clave',
  'export.kept': 'La he copiado',
  'export.list': 'Tus claves',
  'export.none': 'No tienes claves.',
  'export.reads': '{n, plural, =0 {Lee todo} one {Lee # chat} other {Lee # chats}}',
  'export.ends': 'termina {time}',
  'export.used': 'último uso {time}',
  'export.unused': 'sin usar',
  'export.revoke': 'Revocar',
  'export.revokeName': 'Revocar la clave {name}',
  'export.revoked': 'La clave {name} está revocada',
  'export.download': 'Descargar este chat',
}
