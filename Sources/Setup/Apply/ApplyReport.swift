import Calls
public import Design
import Diagnosis
public import Wire

/// How every resource of a plan ended.
public struct ApplyReport: Sendable {
    /// The plan that was applied, with what it was made from.
    public var setup: PlannedSetup
    /// The results in the order of the plan.
    public var results: [ApplyResult]
    /// Why waiting for people ended before its time, after what `results` tells; nil where nothing went wrong.
    public var interruption: SetupError?

    /// What ended the waiting; nil where nothing went wrong.
    public var interruptionProblem: Problem? { interruption?.problem(afterWrites: true) }

    /// The result of a resource.
    public subscript(_ address: ResourceAddress) -> ApplyResult? { results.first { $0.address == address } }

    /// Whether something waits for a person.
    public var isWaiting: Bool { results.contains { $0.outcome == .waiting } }

    /// What people have to do, each task once.
    public var tasks: [PersonTask] {
        var tasks: [PersonTask] = []
        for task in results.compactMap(\.task) where !tasks.contains(task) { tasks.append(task) }
        return tasks
    }

    /// How `apply` ends: 0 when everything is as wanted, 2 when the rest waits for a person.
    public var exitCode: ExitCode {
        if let interruption { return interruption.exitCode }
        if setup.plan.exitCode == .unreachable { return .unreachable }
        // A plan that had nothing to do may still have found a broken link.
        let findings: [ExitCode] = setup.plan.hasNoChanges ? [setup.exitCode] : []
        return ExitCode.first(findings + results.map(exitCode))
    }

    private func exitCode(of result: ApplyResult) -> ExitCode {
        switch result.outcome {
        // Made, and the journal does not say so.
        case .done where result.problem != nil, .waiting where result.problem != nil: .failed
        case .done, .unchanged: .success
        case .waiting: .changesRemain
        // Another account's keys end the run as such, also where an earlier attempt may have been carried out.
        case .unknown: result.problem?.code == "WrongAccount" ? .refused : .incomplete
        case .failed where result.problem?.code == "Unauthorized" && result.problem?.exitCode == .incomplete:
            .incomplete
        case .failed: result.problem?.isRefusal == true ? .refused : .failed
        case .notTried:
            switch result.problem?.code {
            case "CannotTell": setup.plan[result.address]?.doubt?.exitCode ?? .incomplete
            case "NeedsUnknown": .incomplete
            case "NotAsked", "Stopped": .changesRemain
            case "WrongAccount": .refused
            default: .failed
            }
        }
    }

    /// The report of these resources alone, judged by themselves.
    public func limited(to addresses: Set<ResourceAddress>) -> ApplyReport {
        var report = self
        report.setup.plan = setup.plan.limited(to: addresses)
        report.results = results.filter { addresses.contains($0.address) }
        // What the chain as a whole says is no matter of theirs.
        report.setup.observations = Observations()
        return report
    }

    /// What was done, as one line.
    ///
    /// Example: `8 of 9 right. 1 waits for a person.`
    public var sentence: String {
        let right = results.count { $0.outcome == .done || $0.outcome == .unchanged }
        var text = "\(right) of \(results.count) right."
        let counts: [(ApplyOutcome, String, String)] = [
            (.waiting, "waits for a person", "wait for a person"), (.failed, "failed", "failed"),
            (.unknown, "may have been written", "may have been written"),
            (.notTried, "was not tried", "were not tried"),
        ]
        for (outcome, one, many) in counts {
            let count = results.count { $0.outcome == outcome }
            if count > 0 { text += " \(count.counting(one, many))." }
        }
        return text
    }

    /// The document of `apply -o json`: schema `sesame/apply/v1`.
    public var document: JSONValue {
        let resources = setup.plan.resources.map { resource -> JSONValue in
            guard var members = PlanDocument.resource(resource).object else { return .null }
            let result = self[resource.address]
            members["outcome"] = .string(result?.outcome.rawValue ?? ApplyOutcome.notTried.rawValue)
            members["error"] = result?.problem.map(Self.document) ?? .null
            if result?.outcome == .failed, let finding = result?.problem.flatMap(setup.finding) {
                members["finding"] = finding.json
            }
            return .object(members)
        }
        let error = interruptionProblem.map { problem in
            ErrorObject.make(code: problem.code, message: problem.sentence, failure: problem.failure)
        }
        return [
            "schema": "sesame/apply/v1", "summary": PlanDocument.summary(setup.plan), "resources": .array(resources),
            "findings": .array(setup.findings.map(\.json)), "error": error ?? .null,
        ]
    }

    private static func document(_ problem: Problem) -> JSONValue {
        ErrorObject.make(
            code: problem.code, message: problem.message, operation: problem.failure?.call, failure: problem.failure)
    }

    /// This report with what a later pass changed; what was done before stays done.
    func followed(by next: ApplyReport) -> ApplyReport {
        var merged = self
        merged.setup.answers = next.setup.answers
        merged.setup.observations = next.setup.observations
        for result in next.results {
            guard let index = merged.results.firstIndex(where: { $0.address == result.address }) else {
                merged.results.append(result)
                continue
            }
            let before = merged.results[index]
            if before.outcome == .done, result.outcome == .unchanged { continue }
            merged.results[index] = result
            if before.outcome == .waiting, result.outcome == .unchanged {
                merged.results[index].outcome = .done
            }
        }
        return merged
    }
}
