import AWSClient
import Calls
import Design
import Diagnosis
import Identifiers
import Observation
import Setup

/// Calls that are made in rounds: all at once what is known to be needed, then what their answers lead to.
struct Rounds {
    /// How often answers may lead to further calls.
    static let limit = 8

    private let context: SetupContext
    private let tell: @Sendable (DiagnosisEvent) -> Void
    /// All answers, as they came.
    private(set) var seen: Observations
    private(set) var made: [MadeCall] = []
    private(set) var count = 0

    init(_ context: SetupContext, seen: Observations, _ tell: @escaping @Sendable (DiagnosisEvent) -> Void) {
        self.context = context
        self.seen = seen
        self.tell = tell
    }

    /// Makes the calls that were not made yet.
    ///
    /// - Parameters:
    ///   - calls: What is wanted.
    ///   - answers: Which accounts the calls are meant for.
    /// - Returns: Whether there was one, and nobody stopped.
    mutating func ask(_ calls: [Call], for answers: Answers) async -> Bool {
        var wanted: Set<Call> = []
        let open = calls.filter {
            seen[$0] == nil && !($0.operation.service.isSES && $0.region == nil) && wanted.insert($0).inserted
        }
        guard !open.isEmpty, count < Self.limit, !Task.isCancelled else { return false }
        count += 1
        tell(.asking(open))
        let observer = Planner(context).observer(answers)
        let clock = context.clock
        await withTaskGroup(of: MadeCall?.self) { group in
            for call in open {
                group.addTask {
                    let start = clock.milliseconds
                    guard let answer = await observer.observe([call])[call] else { return nil }
                    return MadeCall(call, answer, milliseconds: clock.milliseconds - start)
                }
            }
            for await case let call? in group {
                // What was broken off is no answer.
                if Task.isCancelled, case .failure(let failure) = call.answer.outcome,
                    failure.kind != .absent, failure.kind != .denied
                {
                    continue
                }
                seen[call.call] = call.answer
                seen.fill(call.answer, to: call.call)
                made.append(call)
                tell(.answered(call))
            }
        }
        return !Task.isCancelled
    }

    /// Takes over what lists told of calls that need not be made then.
    mutating func take(_ implied: Observations) {
        for call in implied.calls where seen[call] == nil { seen[call] = implied[call] }
    }
}
