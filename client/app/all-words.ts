/** The words of everything beyond the first list. A part that is loaded later imports this, and waits with it for its language. */
import { en } from '../messages/en.ts'
import { addAllWords } from './text.ts'

await addAllWords(en)
