import type { SettingsReader } from './settings-reader';

/** Video meetings. */
export interface ConferencingSettings {
  /** Jitsi Meet server of the rooms, with its path and without a slash at the end. */
  readonly jitsiUrl: string;
}

const PUBLIC_SERVER = 'https://meet.jit.si';
/** Names and addresses of this machine, as `URL.hostname` returns them. */
const THIS_MACHINE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export function readConferencingSettings(reader: SettingsReader): ConferencingSettings {
  return { jitsiUrl: readJitsiUrl(reader) ?? PUBLIC_SERVER };
}

function readJitsiUrl(reader: SettingsReader): string | null {
  const raw = reader.url('JITSI_URL', ['https', 'http']);
  if (raw === null) return null;
  const { protocol, hostname, username, password, search, hash, origin, pathname } = new URL(raw);
  // Browsers give camera and microphone only to secure contexts: https, and this machine.
  if (protocol !== 'https:' && !THIS_MACHINE.test(hostname)) {
    reader.problems.push('JITSI_URL must begin with https:// (http:// is only for a server on localhost).');
  }
  if (username || password || search || hash) {
    reader.problems.push(
      'JITSI_URL must have no user name, "?" or "#": write it like https://meet.example.com.',
    );
  }
  return `${origin}${pathname}`.replace(/\/+$/, '');
}
