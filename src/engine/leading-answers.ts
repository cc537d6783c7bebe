/**
 * Asks for all of them at once, and answers in their order what came before the first that failed. Of twenty questions
 * that are asked together one is often refused; the answers before it are kept, and the next turn asks the rest.
 * Throws when the first of them failed, so that a turn either comes further or fails.
 */
export async function leadingAnswers<Asked, Answer> (
  asked: readonly Asked[], ask: (one: Asked) => Promise<Answer>
): Promise<Answer[]> {
  const settled = await Promise.allSettled(asked.map(ask))
  const answers: Answer[] = []
  for (const [index, result] of settled.entries()) {
    if (result.status === 'fulfilled') answers.push(result.value)
    else if (index === 0) throw result.reason
    else break
  }
  return answers
}
