/** Seconds in the two largest units that matter: `3 h 20 min`. */
export function duration(seconds: number): string {
  const units: readonly (readonly [length: number, name: string])[] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const whole = Math.round(seconds);
  if (whole < 1) return '0 s';
  const largest = units.findIndex(([length]) => whole >= length);
  const parts = units.slice(largest, largest + 2).map(([length, name], index) => {
    const rest = index === 0 ? whole : whole % (units[largest]?.[0] ?? 1);
    return [Math.floor(rest / length), name] as const;
  });
  const said = parts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`);
  return said.join(' ');
}
