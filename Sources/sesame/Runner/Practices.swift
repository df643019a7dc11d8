import Design
import Diagnosis
import Observation
import Setup
import Wizard

/// The live setup against best practice.
enum Practices {
    /// Asks what the checks need and gives their findings as screens show them.
    static func check(_ answers: Answers, sides: Set<Side>, _ planner: Planner) async -> Result<[FindingCard], Trouble>
    {
        let design: DelegateSending
        do {
            design = try DelegateSending(answers)
        } catch {
            return .failure(Trouble(error.sentence))
        }
        let questions = BestPractices.questions(design).filter { sides.contains($0.side) }
        let observations = await planner.observer(answers).observe(questions)
        let findings = BestPractices.findings(design, observations).filter { $0.status != .skipped }
        return .success(findings.map { FindingCard($0) })
    }
}
