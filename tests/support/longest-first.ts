/** The files that take longest begin first, so that none of them is left alone at the end with one processor. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Longest first; without results of an earlier run vitest goes by the size of a file, which says nothing here. */
const LONG = ['fixtures-wide', 'fixtures-narrow', 'axe', 'bad-network', 'uploads', 'notifications', 'offline', 'search']

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => groupOf(a) - groupOf(b) || placeOf(a) - placeOf(b))
  }
}

function groupOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONG.findIndex((name) => moduleId.endsWith(`/journeys/${name}.test.ts`))
  return place < 0 ? LONG.length : place
}
