import { HttpClient } from '@angular/common/http';
import { Component, effect, inject, input, output } from '@angular/core';
import { POSTS, ROLES } from '@trustward/chain';
import { type SignInRulesShown, proofsAsked } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { ErrorSummary } from '../shared/error-summary.ts';
import { pageForm } from '../shared/page-form.ts';
import type { Choice } from '../shared/radios-field.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';

type Post = (typeof POSTS)[number];
const TITLE = 'proofs-title';
const NOTHING = Object.fromEntries(POSTS.map((post) => [post, ''])) as Record<Post, string>;
const CHOICES: readonly Choice[] = [
  { code: '', label: 'Password is enough', hint: null },
  { code: 'either', label: 'Passkey, or password and code', hint: null },
  { code: 'passkey', label: 'Passkey only', hint: null },
];

/** Of which posts the trust asks for more than a password. */
@Component({
  selector: 'tw-proofs-asked',
  imports: [ErrorSummary, SelectField],
  providers: [SubmitErrors],
  template: `
    <form class="card words" novalidate aria-labelledby="proofs-title" (submit)="save($event)">
      <h2 id="proofs-title" tabindex="-1">Who signs in with more than a password</h2>
      <tw-error-summary />
      <p>
        It holds at once. Whoever has none is led to set one up before anything else opens; reporting a
        concern stays open to them. Your trust’s own sign-on counts as a passkey. You can ask of others only
        what you signed in with yourself, and not by that.
      </p>
      <div class="posts">
        @for (post of posts; track post) {
          <tw-select-field
            [name]="post"
            [label]="titles[post].title"
            [choices]="choices"
            [field]="form[post]"
          />
        }
      </div>
      <button type="submit" class="btn" [attr.aria-disabled]="busy()">
        {{ busy() ? 'Saving…' : 'Save who' }}
      </button>
    </form>
  `,
  styles: `
    .card {
      margin: var(--s4) 0;
    }
    p {
      margin: var(--s3) 0 var(--s4);
    }
    .posts {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
      gap: 0 var(--s4);
      align-items: end;
    }
  `,
})
export class ProofsAskedForm {
  private readonly http = inject(HttpClient);
  private readonly page = pageForm(NOTHING);
  readonly askedOf = input.required<SignInRulesShown['askedOf']>();
  readonly changed = output();
  protected readonly posts = POSTS;
  protected readonly titles = ROLES;
  protected readonly choices = CHOICES;
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;

  constructor() {
    effect(() => this.page.model.set({ ...NOTHING, ...this.askedOf() }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    await this.page.doing(TITLE, async () => {
      const asked = Object.entries(this.page.model()).filter(([, what]) => what !== '');
      const body = proofsAsked.parse({ askedOf: Object.fromEntries(asked) });
      await firstValueFrom(this.http.post('/api/trust/sign-in/proofs', body));
      this.page.outcome.tell('Saved. It is asked from now on.', TITLE);
      this.changed.emit();
    });
  }
}
