/** What the workflows are told and answer. Opaque ids, instants and counts only: Temporal stores them in the clear. */
export interface CaseInput {
  readonly tenantId: string;
  readonly caseId: string;
}
/** What a run of a case's workflow begins with: the case, and how often in a row the run before got nowhere. */
export interface CaseRun extends CaseInput {
  readonly fruitless?: number;
}
export interface WakeResult {
  /** Ids of deliveries not yet started. */
  readonly deliveries: readonly string[];
  /** Real time, in ms since 1970, at which the case next needs to be woken; null when nothing is pending. */
  readonly wakeAt: number | null;
  /** The database's clock when it answered, so that the sleep does not depend on this machine's. */
  readonly now: number;
  readonly ended: boolean;
}
export interface DeliveryInput {
  readonly tenantId: string;
  readonly deliveryId: string;
}
export interface DeliveryResult {
  readonly told: number;
}

/** What each queue's worker can do; the workflows' proxies and the worker's activities are both typed by these. */
export interface CaseActivities {
  wake(input: CaseInput): Promise<WakeResult>;
}
export interface DeliveryActivities {
  deliver(input: DeliveryInput): Promise<DeliveryResult>;
}

export const CASE_QUEUE = 'cases';
export const DELIVERY_QUEUE = 'deliveries';
export const POKE_SIGNAL = 'poke';
export const caseWorkflowId = ({ tenantId, caseId }: CaseInput): string => `case/${tenantId}/${caseId}`;
export const deliveryWorkflowId = ({ tenantId, deliveryId }: DeliveryInput): string =>
  `deliver/${tenantId}/${deliveryId}`;
