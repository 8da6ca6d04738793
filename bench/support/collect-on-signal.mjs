/** Loaded into the server under test: garbage is collected when the benchmark asks, so that memory can be compared. */
process.on('SIGUSR2', () => {
  globalThis.gc()
  globalThis.gc()
})
