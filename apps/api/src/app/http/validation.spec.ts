import { Type } from 'class-transformer';
import { getMetadataStorage, IsString, MaxLength, ValidateNested } from 'class-validator';
import { createValidationPipe } from './validation';

class Inner {
  @IsString()
  @MaxLength(3)
  name: string;
}

class Outer {
  @ValidateNested()
  @Type(() => Inner)
  inner: Inner;
}

const pipe = createValidationPipe();
const check = (value: unknown): Promise<unknown> =>
  pipe.transform(value, { type: 'body', metatype: Outer }) as Promise<unknown>;

describe('validation rules of a class', () => {
  it('are looked up and sorted once, also for nested objects', () => {
    const storage = getMetadataStorage();
    const inner = () => storage.getTargetValidationMetadatas(Inner, 'Outer', false, false);
    const sorted = () => storage.groupByPropertyName(inner());

    expect(inner()).toBe(inner());
    expect(sorted()).toBe(sorted());
    expect(sorted()['name']).toHaveLength(2);
  });

  it('give the same result the second time', async () => {
    const refusal = {
      code: 'validation_failed',
      options: { errors: [{ field: 'inner.name', code: 'max_length', params: { count: 3 } }] },
    };
    for (const _time of [1, 2]) {
      await expect(check({ inner: { name: 'Grace' } })).rejects.toMatchObject(refusal);
      await expect(check({ inner: { name: 'Ada' } })).resolves.toMatchObject({ inner: { name: 'Ada' } });
    }
  });

  it('of a validation group are cached separately', () => {
    const storage = getMetadataStorage();

    expect(storage.getTargetValidationMetadatas(Inner, 'Outer', false, false, ['none'])).toEqual([]);
  });
});
