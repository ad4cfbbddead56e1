import { groupsOf } from './event-groups';

it('lists the featured event type first, and the others under their headings, those without one first', () => {
  const of = (id: number, group: string, featured = false) => ({ id, group, featured });
  const all = [of(1, 'Talks'), of(2, ''), of(3, 'Reviews', true), of(4, 'Talks'), of(5, 'Reviews')];
  expect(groupsOf(all)).toEqual({
    featured: all[2],
    groups: [
      { name: '', eventTypes: [all[1]] },
      { name: 'Talks', eventTypes: [all[0], all[3]] },
      { name: 'Reviews', eventTypes: [all[4]] },
    ],
  });
});
