import type { FieldMapping } from '../../ui/form-rules';

/**
 * Where a form says why a calendar could not be connected: at the field that has to be changed.
 *
 * @param isHidden of a field that the form does not draw: what is said of it stands above the form
 */
export function connectionRefusal(isHidden: (field: string) => boolean = () => false): FieldMapping {
  return {
    rename: (field) => (isHidden(field) ? '' : field),
    fields: {
      address_not_reachable: 'address',
      calendar_unreadable: 'address',
      provider_refused: 'password',
    },
  };
}
