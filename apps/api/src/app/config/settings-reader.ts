/** Settings as texts, by name; usually `process.env`. */
export type SettingsSource = Readonly<Record<string, string | undefined>>;

/** Reads settings of a kind by name, and collects the problems of those that are invalid. Empty texts count as unset. */
export class SettingsReader {
  /** Sentences that begin with the setting's name. */
  readonly problems: string[] = [];

  constructor(private readonly source: SettingsSource) {}

  text(name: string): string | null {
    return this.source[name]?.trim() || null;
  }

  whole(name: string, fallback: number, min: number, max: number): number {
    const raw = this.text(name);
    if (raw === null) return fallback;
    const value = Number(raw);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    this.problems.push(`${name} must be a whole number from ${min} to ${max}, not "${raw}".`);
    return fallback;
  }

  /** An address with one of the schemes, without slashes at its end. */
  url(name: string, schemes: readonly string[]): string | null {
    const raw = this.text(name);
    if (raw === null) return null;
    const scheme = /^([a-z+]+):\/\/./.exec(raw)?.[1];
    if (!scheme || !schemes.includes(scheme)) {
      this.problems.push(`${name} must begin with ${schemes.map((s) => `${s}://`).join(' or ')}.`);
      return null;
    }
    // The address of a replica set has several hosts, which is no valid URL; the driver checks it.
    if (schemes.includes('mongodb') || URL.canParse(raw)) return raw.replace(/\/+$/, '');
    // It may contain a password, so it is not repeated.
    this.problems.push(`${name} is no address: write it like ${schemes[0]}://host.example.com.`);
    return null;
  }

  flag(name: string, fallback: boolean): boolean {
    const raw = this.text(name) ?? String(fallback);
    if (raw !== 'true' && raw !== 'false') this.problems.push(`${name} must be true or false, not "${raw}".`);
    return raw === 'true';
  }
}
