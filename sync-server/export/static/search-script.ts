/**
 * The script of the static export's search. It runs from disk, where nothing can be fetched: pieces of the index are scripts
 * of their own, and only those that may hold a match are loaded. Whatever it shows it sets as text.
 */
import { ACCENTS } from '../../../schema/fold.ts'
import { FILTER_BITS } from './part-words.ts'

export const SEARCH_SCRIPT = `'use strict'
;(function () {
  var MOST = 200
  var channels = []
  var filters = []
  var waiting = {}
  var loaded = {}
  var asked = 0

  window.cairnSearch = {
    index: function (given) {
      channels = given.channels
      filters = given.filters.map(function (text) {
        var bytes = atob(text)
        return function (bit) { return (bytes.charCodeAt(bit >> 3) >> (bit & 7)) & 1 }
      })
    },
    piece: function (n, rows) {
      loaded[n] = rows
      if (waiting[n]) waiting[n]()
    },
  }

  // As the server folds what it indexes.
  function fold(text) {
    return text.normalize('NFKD').replace(${ACCENTS}, '').toLowerCase().replaceAll('\u03c2', '\u03c3').normalize('NFC')
  }

  function bitOf(text, at, seed) {
    var hash = seed
    for (var n = at; n < at + 3; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193) >>> 0
    return hash % ${FILTER_BITS}
  }

  function mayHold(has, words) {
    return words.every(function (word) {
      for (var at = 0; at + 3 <= word.length; at++) {
        if (!has(bitOf(word, at, 0x811c9dc5)) || !has(bitOf(word, at, 0x01000193))) return false
      }
      return true
    })
  }

  function load(n) {
    if (loaded[n]) return Promise.resolve()
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script')
      waiting[n] = resolve
      script.onerror = reject
      script.src = 'search/' + n + '.js'
      document.head.append(script)
    })
  }

  async function find(words) {
    var mine = ++asked
    var found = []
    for (var n = filters.length - 1; n >= 0; n--) {
      if (!mayHold(filters[n], words)) continue
      await load(n)
      if (mine !== asked) return null
      loaded[n].forEach(function (row) {
        var text = fold(row[4] + ' ' + row[5])
        if (words.every(function (word) { return text.includes(word) })) found.push(row)
      })
    }
    return found.sort(function (a, b) { return a[3] < b[3] ? 1 : -1 })
  }

  function item(row) {
    var channel = channels[row[0]]
    var link = document.createElement('a')
    link.href = 'channels/' + encodeURIComponent(channel.id) + '/' + row[1] + '.html#m-' + row[2]
    link.textContent = channel.title + ', ' + row[4] + ', ' + row[3].slice(0, 16).replace('T', ' ')
    var text = document.createElement('div')
    text.textContent = row[5].length > 300 ? row[5].slice(0, 300) + '\\u2026' : row[5]
    var element = document.createElement('li')
    element.append(link, text)
    return element
  }

  var input = document.getElementById('words')
  var list = document.getElementById('found')
  var status = document.getElementById('status')

  async function show() {
    var words = fold(input.value).split(/\\s+/).filter(Boolean)
    if (words.length === 0) {
      asked++
      list.replaceChildren()
      status.textContent = ''
      return
    }
    status.textContent = 'Searching'
    try {
      var found = await find(words)
      if (!found) return
      list.replaceChildren.apply(list, found.slice(0, MOST).map(item))
      status.textContent = found.length + (found.length === 1 ? ' message' : ' messages') + (found.length > MOST ? ', the newest ' + MOST + ' shown' : '')
    } catch (error) {
      status.textContent = 'A part of the index could not be read'
    }
  }

  input.addEventListener('input', show)
})()
`
