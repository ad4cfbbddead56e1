/** The process answers. */
export class LiveDto {
  status: 'ok';
}

/** What of the process was looked at. */
class ReadyPartDto {
  status: 'up';
}

class ReadyPartsDto {
  /** It has a primary that takes writes. */
  database: ReadyPartDto;
}

/** The process can serve. */
export class ReadyDto {
  status: 'ok';
  info: ReadyPartsDto;
}
