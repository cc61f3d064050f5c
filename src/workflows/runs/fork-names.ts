/** How the names of all tasks begin that are in a branch of this fork. */
export function branchesOf(fork: string): string {
  return `${fork}/branches/`;
}

/** The forks that a task of this name is in a branch of, the outermost first. */
export function forksAround(task: string): string[] {
  return [...task.matchAll(/\/fork(?=\/branches\/)/g)].map(({ index }) => task.slice(0, index + '/fork'.length));
}
