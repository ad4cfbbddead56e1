import { startExpertSide } from './app/app';

/**
 * Entry of the expert's side, with router, HTTP client and Material. Its files are below `/expert/`, its pages at
 * `/portal`, `/login`, `/register`.
 */
startExpertSide().catch((error: unknown) => console.error(error));
