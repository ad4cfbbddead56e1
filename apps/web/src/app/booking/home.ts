import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { IconName } from '../ui/icon';
import { Icon } from '../ui/icon';
import { PublicFrame } from '../ui/public-frame';

interface Strength {
  icon: IconName;
  title: string;
  text: string;
}

/** The start page of an installation: what it does, and the two doors of the expert's side. */
@Component({
  selector: 'eb-home',
  imports: [Icon, PublicFrame, RouterLink],
  templateUrl: './home.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Home {
  protected readonly strengths: readonly Strength[] = [
    {
      icon: 'check-circle',
      title: 'Never booked twice',
      text: 'The database itself refuses two sessions at one time, whatever is clicked in the same millisecond.',
    },
    {
      icon: 'refresh',
      title: 'Live for everybody',
      text: 'A time that is taken leaves every open page at once. Nobody fills in a form for a time that is gone.',
    },
    {
      icon: 'globe',
      title: 'Right in every zone',
      text: 'Clients see their own time, you see yours, and clock changes are handled by current rules.',
    },
  ];
  /** The picture of a booking page: which days and times it shows as free and chosen. */
  protected readonly days = Array.from({ length: 28 }, (_, index) => ({
    day: index + 1,
    free: index % 7 < 5 && ![0, 3, 8, 17].includes(index),
    chosen: index === 15,
  }));
  protected readonly times = ['09:00', '09:30', '10:30', '11:00', '14:00', '15:30'];
}
