/** What is made at the first asking, and is the same every time after: kept as long as what it is kept by. */

interface Kept<Key, Value> {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): unknown
}

/** @param known  a map, or a weak one where the key is an object that may go */
export function once<Key, Value>(known: Kept<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key)
  if (value === undefined) known.set(key, (value = make()))
  return value
}
