/** The sentences of files that wait: the tray in a composer, progress, refusals, in Spanish. */
import type { filesEn } from './files.en.ts'

export const filesEs: Readonly<Record<keyof typeof filesEn, string>> = {
  'files.tray': '{count, plural, one {# archivo por enviar} other {# archivos por enviar}}',
  'files.state.waiting': 'En espera',
  'files.state.held': 'Retenido: más de 5 MB',
  'files.state.uploading': 'Subiendo',
  'files.state.paused': 'En pausa',
  'files.state.checking': 'Comprobando',
  'files.state.ready': 'Subido',
  'files.state.refused': 'No aceptado',
  'files.progress': '{name}: {percent} subido',
  'files.pause': 'Pausar',
  'files.resume': 'Reanudar',
  'files.remove': 'Quitar',
  'files.removed': '{name}: quitado',
  'files.original': 'Original {size}',
  'files.smaller': 'Más pequeña {size}',
  'files.size': 'Tamaño de {name}',
  'files.describe': 'Describe la imagen',
  'files.describeHint': 'Para quien no puede verla',
  'files.hold': 'Retener archivos de más de 5 MB',
  'files.holdHint': 'Esperan hasta que los reanudes',
  'files.drop': 'Suelta aquí los archivos para adjuntarlos',
  'files.waiting': '{count, plural, one {# archivo en espera} other {# archivos en espera}}',
  'files.waitingOffline':
    '{count, plural, one {# archivo en espera: sale cuando vuelvas a tener conexión} other {# archivos en espera: salen cuando vuelvas a tener conexión}}',
  'files.tooLarge': '{name} supera el límite de {limit}',
  'files.empty': '{name} está vacío',
  'files.tooMany': 'Un mensaje admite {count, plural, one {# archivo} other {# archivos}}. El resto quedó fuera',
  'files.noRoom': 'No hay espacio en este dispositivo para guardar {name}',
  'files.sendSmaller': 'Enviar más pequeña',
}
