/** Two-step sign-in of a person, as its settings switch it on. */
import { TOTP } from 'otpauth'
import { en } from '../../client/messages/en.ts'
import type { Screen } from './screen.ts'

export interface TwoStep {
  readonly totp: TOTP
  /** Each is good once. */
  readonly recovery: readonly string[]
}

/** With a wrong code first. */
export async function switchTwoStepOn(screen: Screen): Promise<TwoStep> {
  await screen.go('#/settings/account')
  const part = screen.page.locator('cairn-two-step')
  await part.getByRole('button', { name: en['twoStep.setUp'] }).click()
  await part.getByRole('img', { name: en['twoStep.qr'] }).waitFor()
  const secret = (await part.locator('.key code').innerText()).replaceAll(' ', '')
  const totp = new TOTP({ secret })
  await part.getByLabel(en['twoStep.code']).fill('000000')
  await part.getByRole('button', { name: en['twoStep.enable'] }).click()
  await part.getByText(en['auth.codeWrong']).waitFor()
  await part.getByLabel(en['twoStep.code']).fill(totp.generate())
  await part.getByRole('button', { name: en['twoStep.enable'] }).click()
  await part.getByText(en['twoStep.recoveryExplain']).waitFor()
  const recovery = await part.getByRole('listitem').allInnerTexts()
  await part.getByRole('button', { name: en['twoStep.kept'] }).click()
  await part.getByText(en['twoStep.on']).waitFor()
  return { totp, recovery }
}
