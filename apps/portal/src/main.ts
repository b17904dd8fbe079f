import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.ts';
import { appConfig } from './app/app.config.ts';

// When it fails nothing is drawn yet, and the browser's console is where the failure shows.
void bootstrapApplication(App, appConfig);
