/** Runs tasks one after the other: frames, answers and sends never see each other half done. A failing one is reported. */
export interface Serial {
  run(name: string, task: () => Promise<void> | void): void
  /** Like `run`, but at most one of that name waits. */
  once(name: string, task: () => Promise<void> | void): void
  /** Nothing that waits is begun any more. */
  stop(): void
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
}

export function createSerial(report: (what: string, cause: unknown) => void): Serial {
  let tail: Promise<void> = Promise.resolve()
  let isStopped = false
  const waiting = new Set<string>()

  function run(name: string, task: () => Promise<void> | void): void {
    tail = tail.then(async () => {
      waiting.delete(name)
      if (isStopped) return
      try {
        await task()
      } catch (cause) {
        if (!isStopped) report(name, cause)
      }
    })
  }

  return {
    run,
    once(name, task) {
      if (waiting.has(name)) return
      run(name, task)
      waiting.add(name)
    },
    stop: () => void (isStopped = true),
    async idle() {
      let seen: Promise<void> | null = null
      while (seen !== tail) await (seen = tail)
    },
  }
}
