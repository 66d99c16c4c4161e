/**
 * Runs `work` and gives the processor time this process spent on it, in milliseconds. Unlike the time on the clock it does not
 * grow when the machine is busy with other things, so a bound on it can hold an algorithm to being linear.
 */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
