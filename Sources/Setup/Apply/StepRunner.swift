import AWSClient
import Calls
import Design
import Observation
import Wire

/// Makes the call of a step.
struct StepRunner {
    let context: SetupContext

    /// Makes the call and gives its answer.
    ///
    /// - Throws: ``StepFailure``.
    func run(_ step: Step) async throws(StepFailure) -> Answer {
        let call = step.call
        switch call.operation.wire {
        case .kubernetes:
            guard let cluster = context.cluster else { throw noCredentials(.kubernetes) }
            do throws(ClusterProblem) { return answer(try await cluster.perform(call) ?? .null) } catch {
                throw .cluster(error)
            }
        case .query, .rest, .json:
            guard let session = context.session(call.side) else { throw noCredentials(call.side) }
            do throws(AWSFailure) { return answer(try await session.perform(call).value) } catch {
                // What is not there any more needs no taking away.
                if call.operation.removes, error.isNotFound { return answer(.null) }
                throw .aws(error)
            }
        case .local: preconditionFailure("\(call.words) is no step")
        }
    }

    private func answer(_ value: JSONValue) -> Answer { Answer(.success(value), at: context.clock.now) }

    private func noCredentials(_ side: Side) -> StepFailure {
        .other(Problem(.noCredentials(side)))
    }
}
