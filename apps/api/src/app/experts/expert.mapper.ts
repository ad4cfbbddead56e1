import type { Expert } from '../offerings/expert.schema';
import type { ExpertProfileDto, PublicExpertDto } from './expert.dto';
import { EVERY_NOTIFICATION } from './notifications';
import { toOwnProfile } from './profile.dto';

/** The public view of an expert. */
export function toPublicExpert(expert: Expert, publicUrl: string): PublicExpertDto {
  const { handle, name, headline, bio, timeZone } = expert;
  return {
    handle,
    name,
    headline,
    bio,
    timeZone,
    photoUrl: photoUrlOf(expert, publicUrl),
    brandColor: expert.brandColor ?? null,
    look: expert.look ?? 'classic',
    language: expert.language ?? 'en',
  };
}

/** Contains the version of the photo, so that browsers may cache it for ever. */
function photoUrlOf({ handle, photoVersion }: Expert, publicUrl: string): string | null {
  return photoVersion ? `${publicUrl}/api/v1/experts/${handle}/photo?v=${photoVersion}` : null;
}

/** The view of an expert for the expert. */
export function toExpertProfile(expert: Expert, publicUrl: string): ExpertProfileDto {
  return {
    id: expert._id.toHexString(),
    ...toPublicExpert(expert, publicUrl),
    ...toOwnProfile(expert, publicUrl),
    allowedSites: expert.allowedSites ?? [],
    notifications: { ...EVERY_NOTIFICATION, ...expert.notifications },
    hourCycle: expert.hourCycle ?? null,
    weekStart: expert.weekStart ?? null,
    previousHandles: expert.previousHandles ?? [],
  };
}
