import AWSClient
import Calls
import Design
import Wire

/// How a call is made: by the caller of its side, to AWS or to the cluster.
enum Asking {
    /// Makes a call and gives what came back, a failure too.
    static func answer(_ call: Call, _ sources: ObservationSources) async -> Answer {
        if let recorded = sources.recorded {
            return recorded[call]
                ?? answer(
                    .failure(.unreachable("it was not asked when the observations were written down")), sources,
                    "nobody")
        }
        switch call.operation.wire {
        case .query, .rest, .json: return await aws(call, sources)
        case .kubernetes: return await kubernetes(call, sources)
        case .local: return answer(await LocalAnswers.outcome(call, sources), sources, "this computer")
        }
    }

    private static func aws(_ call: Call, _ sources: ObservationSources) async -> Answer {
        guard let session = sources.session(call.side) else {
            return answer(
                .failure(.unreachable("there are no credentials for the \(call.side.words)")), sources, "nobody")
        }
        let caller = session.account ?? session.label
        if call.operation.service.isSES, call.region == nil {
            return answer(.failure(.unreachable("the SES region is not known")), sources, caller)
        }
        do throws(AWSFailure) {
            let reply = try await session.perform(call)
            return Answer(.success(reply.value), at: sources.clock.now, caller: caller, isWhole: reply.isWhole)
        } catch {
            return answer(
                .failure(error.facts(needing: call.permission, in: sources.place(call.side))), sources, caller)
        }
    }

    private static func kubernetes(_ call: Call, _ sources: ObservationSources) async -> Answer {
        guard let cluster = sources.cluster else {
            return answer(.failure(.unreachable("there is no way to the cluster; name a context")), sources, "nobody")
        }
        let place = sources.place(.kubernetes)
        do throws(ClusterProblem) {
            guard let value = try await cluster.perform(call) else {
                return answer(.failure(CallFailure(.absent, status: 404)), sources, place)
            }
            return answer(.success(value), sources, place)
        } catch {
            return answer(.failure(error.failure(in: place)), sources, place)
        }
    }

    private static func answer(
        _ outcome: Result<JSONValue, CallFailure>, _ sources: ObservationSources, _ caller: String
    ) -> Answer {
        Answer(outcome, at: sources.clock.now, caller: caller)
    }
}
