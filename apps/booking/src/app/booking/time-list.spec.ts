import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { Hours } from '@expertbook/web-shared/platform/locale';
import { TimeList } from './time-list';

const start = (time: string) => `2027-01-04T${time}:00+01:00`;
const slots = (...times: string[]) => times.map((time) => ({ start: start(time) }));

describe('the times of a day', () => {
  let fixture: ComponentFixture<TimeList>;
  let picked: string[];

  const host = () => fixture.nativeElement as HTMLElement;
  const button = (time: string) =>
    host().querySelector(`[data-slot="${Date.parse(start(time))}"]`) as HTMLButtonElement;
  const show = async (...times: string[]) => {
    fixture.componentRef.setInput('slots', slots(...times));
    await fixture.whenStable();
  };
  const focused = () => document.activeElement;

  beforeEach(async () => {
    localStorage.setItem('eb.hours', '24');
    fixture = TestBed.createComponent(TimeList);
    picked = [];
    fixture.componentInstance.pick.subscribe((slot) => picked.push(slot.start));
    fixture.componentRef.setInput('date', '2027-01-04');
    fixture.componentRef.setInput('zoneName', 'Berlin');
    document.body.append(host());
    await show('09:00', '09:30', '14:00');
  });

  afterEach(() => {
    host().remove();
    localStorage.clear();
  });

  it('moves the focus of a removed time to the next one', async () => {
    button('09:00').focus();
    await show('09:30', '14:00');
    expect(focused()).toBe(button('09:30'));
  });

  it('moves it across parts of the day, and to the last one where none follows', async () => {
    button('09:30').focus();
    await show('09:00', '14:00');
    expect(focused()).toBe(button('14:00'));
    await show('09:00');
    expect(focused()).toBe(button('09:00'));
  });

  it('moves it to the heading of the day when no time is left', async () => {
    button('09:00').focus();
    await show();
    expect(focused()).toBe(host().querySelector('#eb-day'));
  });

  it('leaves it alone while its time is there, also when another client holds it', async () => {
    button('09:30').focus();
    await show('09:30', '14:00');
    expect(focused()).toBe(button('09:30'));
    fixture.componentRef.setInput('held', [start('09:30')]);
    await show('14:00');
    expect(focused()).toBe(button('09:30'));
    button('09:30').click();
    expect(picked).toEqual([]);
  });

  it('leaves the focus alone when it is elsewhere', async () => {
    const other = document.body.appendChild(document.createElement('button'));
    other.focus();
    await show('14:00');
    expect(focused()).toBe(other);
    other.remove();
  });

  it('formats them in 12 or 24 hours, as chosen', async () => {
    expect(button('14:00').textContent?.trim()).toBe('14:00');
    TestBed.inject(Hours).choose('h12');
    await fixture.whenStable();
    expect(button('14:00').textContent?.trim()).toMatch(/^2:00.pm$/i);
    expect(button('14:00').getAttribute('aria-label')).toMatch(/^2:00.pm, .*January.*, Berlin time$/i);
    expect(localStorage.getItem('eb.hours')).toBe('12');
  });
});
