/** Whether accounts can be told apart by time, and what an attack costs everybody else. */
export const SIGN_IN_PARTS = ['timing', 'attack'] as const;
