import { startExpertSide } from './app/app';

/** What experts load: router, HTTP client, Material. Served below `/expert/`, shown at `/portal`, `/login`, `/register`. */
startExpertSide().catch((error: unknown) => console.error(error));
