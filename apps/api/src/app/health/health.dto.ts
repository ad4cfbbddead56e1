/** The process responds. */
export class LiveDto {
  status: 'ok';
}

/** A checked part of the process. */
class ReadyPartDto {
  status: 'up';
}

class ReadyPartsDto {
  /** It has a primary that accepts writes. */
  database: ReadyPartDto;
}

/** The process can serve. */
export class ReadyDto {
  status: 'ok';
  info: ReadyPartsDto;
}
