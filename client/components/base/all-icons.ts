/** The icons of everything beyond the first list. A part that is loaded later imports this. */
import { addIcons } from './icons.ts'
import { MORE_ICONS } from './more-icons.ts'

addIcons(MORE_ICONS)
