/** The writer of each format. */
import { csvList, csvMessages } from './write-csv.ts'
import { htmlList, htmlMessages, type PagePlaces } from './write-html.ts'
import { jsonList, jsonMessages } from './write-json.ts'
import { ndjsonList, ndjsonMessages } from './write-ndjson.ts'
import type { Format, ListWriter, MessagesWriter } from './writer.ts'

/** @param places  for pages alone */
export function messagesWriter(format: Format, places: PagePlaces): MessagesWriter {
  switch (format) {
    case 'ndjson':
      return ndjsonMessages()
    case 'json':
      return jsonMessages()
    case 'csv':
      return csvMessages()
    case 'html':
      return htmlMessages(places)
  }
}

export function listWriter(format: Format, places: PagePlaces): ListWriter {
  switch (format) {
    case 'ndjson':
      return ndjsonList()
    case 'json':
      return jsonList()
    case 'csv':
      return csvList()
    case 'html':
      return htmlList(places)
  }
}
