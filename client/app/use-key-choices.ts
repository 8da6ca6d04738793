/** The keys of this device, from the moment that the parts are here which know them all. */
import { KEPT, KeyChoices } from './key-choices.ts'
import { isMac, useChosenKeys } from './keyboard.ts'

export const keyChoices = new KeyChoices(isMac())

useChosenKeys(keyChoices.usual, (place, usual) => keyChoices.keysOf(place, usual))
addEventListener('storage', ({ key }) => {
  if (key === KEPT) keyChoices.reload()
})
