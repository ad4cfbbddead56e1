import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PageMessage } from '../ui/page-message';
import { PublicFrame } from '../ui/public-frame';

/** Any address that leads nowhere. */
@Component({
  selector: 'eb-not-found',
  imports: [PageMessage, PublicFrame, RouterLink],
  template: `
    <eb-public-frame>
      <eb-page-message
        icon="search"
        title="This page does not exist"
        text="The link may be incomplete, or the page has moved. Please check the address."
      >
        <a class="eb-button eb-button-primary" routerLink="/">Go to the start page</a>
      </eb-page-message>
    </eb-public-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFound {}
