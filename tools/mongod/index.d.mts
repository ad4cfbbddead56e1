/** One mongod of a replica set, on 127.0.0.1. */
export interface ReplicaSetNode {
  readonly port: number;
  readonly pid: number;
  readonly running: boolean;
  readonly dbPath: string;
  /** Resolves with the exit code when the process has ended. */
  readonly exited: Promise<number>;
  /** Clean end, waited for. */
  stop(): Promise<void>;
  /** SIGKILL, waited for. */
  kill(): Promise<void>;
  /** SIGSTOP: alive, but answers nothing. */
  freeze(): void;
  /** SIGCONT. */
  resume(): void;
  /** Starts it again on the same port and data, after a `stop` or a `kill`. */
  restart(): Promise<void>;
}

export interface ReplicaSet {
  /** All nodes, no database named: `mongodb://127.0.0.1:…/?replicaSet=rs0`. */
  readonly uri: string;
  /** The same with a database. */
  uriOf(database: string): string;
  readonly nodes: ReplicaSetNode[];
  /** Ends every node cleanly; the data stays where it is. */
  stop(): Promise<void>;
}

export interface ReplicaSetOptions {
  binary: string;
  /** Data folder; kept between runs. */
  dbPath: string;
  /** 0 or nothing = any free one. */
  port?: number;
  log?: (line: string) => void;
  /** 1 when left out. */
  nodes?: number;
  /** `rs0` when left out. */
  replSet?: string;
  /** `mongod.log` in each node's data folder when left out. */
  logFile?: string;
  /** Only with one node: it asks for a password, and one user may use that database. */
  secured?: { access: import('./access.mjs').Access; database: string };
}

/** Finds a real mongod that runs here, or gets one; see `docs/operating.md`. Throws a sentence with the way out. */
export function ensureMongodBinary(options: {
  /** Absolute; a downloaded binary is kept in its folder `mongod-bin`. */
  dataDir: string;
  log?: (line: string) => void;
  env?: Record<string, string | undefined>;
}): Promise<string>;

/** Starts a replica set on loopback and waits for its primary (and, with several nodes, its secondaries). */
export function startReplicaSet(options: ReplicaSetOptions): Promise<ReplicaSet>;

/** A new empty folder for a database that lives as long as its tests: in memory where there is plenty of it. */
export function testDataFolder(prefix: string): string;

/** A TCP port on loopback that was free a moment ago. */
export function freePort(): Promise<number>;
