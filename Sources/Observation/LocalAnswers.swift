import AWSClient
import Calls
import KubernetesClient
import Wire

/// What this computer answers: nothing goes over the network that is not fetched anyway.
enum LocalAnswers {
    /// The answer to a call of the service `local`.
    static func outcome(_ call: Call, _ sources: ObservationSources) async -> Result<JSONValue, CallFailure> {
        switch call.operation {
        case .credentials: await credentials(call.side, sources)
        case .clock: clock(call.side, sources)
        default: kubeconfig(sources)
        }
    }

    /// Where the credentials come from; getting them is what every other call of the side does as well.
    private static func credentials(
        _ side: Side, _ sources: ObservationSources
    ) async -> Result<JSONValue, CallFailure> {
        guard let session = sources.session(side) else {
            return .failure(
                sources.closed[side] ?? unknown(.credentials, "there are no credentials for the \(side.words)"))
        }
        do throws(CredentialError) {
            let credentials = try await session.provider.credentials()
            var value: JSONObject = [:]
            if let profile = credentials.source.profile { value["profile"] = .string(profile) }
            value["source"] = .string(credentials.source.words)
            value["method"] = .string(credentials.source.method)
            if let end = credentials.expiration { value["expires"] = .string(end.iso8601) }
            return .success(.object(value))
        } catch {
            return .failure(error.facts)
        }
    }

    private static func clock(_ side: Side, _ sources: ObservationSources) -> Result<JSONValue, CallFailure> {
        guard let skew = sources.session(side)?.seenSkewSeconds else {
            return .failure(unknown(.clock, "AWS has not answered the \(side.words)'s caller yet"))
        }
        return .success(["skewSeconds": JSONValue(skew)])
    }

    /// What the kubeconfig says; without one, the way that was found without it.
    private static func kubeconfig(_ sources: ObservationSources) -> Result<JSONValue, CallFailure> {
        if let known = sources.kubeconfig { return known }
        guard let route = sources.cluster?.route, !route.server.isEmpty else {
            return .failure(unknown(.kubeconfig, "there is no way to the cluster; name a context"))
        }
        var value: JSONObject = ["server": .string(route.server)]
        if let authority = route.authority { value["certificateAuthority"] = .string(authority) }
        value["isVerified"] = .bool(route.isVerified)
        return .success(.object(value))
    }

    private static func unknown(_ operation: Operation, _ reason: String) -> CallFailure {
        CallFailure(
            .unreachable, reason: reason, code: "Unknown", service: Service.local.rawValue, operation: operation.name)
    }
}
