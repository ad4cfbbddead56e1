import type { EventType } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { TestApi } from './harness';
import type { ExpertPerson } from './people';

/** Texts that only {@link fillProfile} writes. */
export const PROFILE_WORDS = [
  'Secret Place',
  'spokenLanguages',
  'elsewhere.example',
  'Her note',
  '2099-01-01',
  'her cover',
  '#654321',
  'Her heading',
] as const;

/** Fills every part of an expert's profile, and gives an event type its mark. */
export async function fillProfile(
  api: TestApi,
  ada: ExpertPerson,
  type: Pick<EventType, 'id'>,
): Promise<void> {
  await ada.call('PATCH', '/experts/me', {
    look: 'bold',
    place: 'Secret Place',
    spokenLanguages: ['fr'],
    links: [{ url: 'https://elsewhere.example/ada', label: 'Her page' }],
    note: 'Her note',
    noteUntil: '2099-01-01',
  });
  await ada.call('PATCH', `/event-types/${type.id}`, {
    color: '#654321',
    icon: 'star',
    group: 'Her heading',
  });
  const _id = new Types.ObjectId(ada.profile.id);
  const { connection } = api;
  await connection.collection('covers').insertOne({ _id, version: 'her cover' });
  await connection.collection('experts').updateOne({ _id }, { $set: { coverVersion: 'her cover' } });
}
