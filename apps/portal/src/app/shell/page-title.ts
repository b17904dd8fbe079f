import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** Titles say the page and nothing of a case: they show in histories, tabs and over shoulders. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly document = inject(Title);
  private page = '';

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.page = this.buildTitle(snapshot) ?? '';
    this.say(this.page);
  }

  /** Puts "Error: " before the title, as a screen reader says it first; without errors, takes it off again. */
  errors(any: boolean): void {
    this.say(any ? `Error: ${this.page}` : this.page);
  }

  private say(page: string): void {
    this.document.setTitle(page ? `${page} – Trustward` : 'Trustward');
  }
}
