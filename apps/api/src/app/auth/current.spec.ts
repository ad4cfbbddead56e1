import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { CurrentExpert, OptionalExpert } from './current';

class Routes {
  own(@CurrentExpert() _expert: unknown): void {}
  open(@OptionalExpert() _expert: unknown): void {}
}

/** The value of a route's only parameter for a request. */
function parameterOf(route: keyof Routes, request: object): unknown {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, Routes, route) as Record<
    string,
    { factory: (data: unknown, context: ExecutionContext) => unknown }
  >;
  const context = { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
  return Object.values(parameters)[0]?.factory(undefined, context);
}

describe('the expert of a request', () => {
  it('is the one that the guard has set', () => {
    const expert = { handle: 'ada' };
    expect(parameterOf('own', { expert })).toBe(expert);
    expect(parameterOf('open', { expert })).toBe(expert);
  });

  it('fails where a route requires an expert and no guard has run', () => {
    expect(() => parameterOf('own', {})).toThrow('@ExpertRoute()');
    expect(parameterOf('open', {})).toBeNull();
  });
});
