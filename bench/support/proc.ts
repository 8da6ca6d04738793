/** What Linux tells of one process: /proc/<pid>. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** USER_HZ of every Linux there is. */
const TICKS_PER_SECOND = 100

/** User and system time of the process, of all its threads, in steps of 10 ms. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND
}

/** The same by the scheduler's clock, for what takes less than some hundred ms. */
export function fineCpuMs(pid: number): number {
  let ns = 0
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    ns += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0])
  }
  return ns / 1e6
}

export function rssBytes(pid: number): number {
  return statusBytes(pid, 'VmRSS')
}

/** The most that was resident since the last `resetPeak`. */
export function peakRssBytes(pid: number): number {
  return statusBytes(pid, 'VmHWM')
}

export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

function statusBytes(pid: number, field: string): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((l) => l.startsWith(`${field}:`))
  return Number(/\d+/.exec(line ?? '')?.[0]) * 1024
}
