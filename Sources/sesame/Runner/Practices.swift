import Calls
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
        let observations = await planner.observer(answers).observe { seen in
            BestPractices.reads(design, seen).filter { sides.contains($0.side) }
        }
        let findings = BestPractices.findings(design, observations).filter { $0.status != .skipped }
        return .success(findings.map { FindingCard($0) })
    }
}
