import Wire

/// The changes that somebody watches, as lines of JSON.
struct WatchStream {
    let world: World
    let hub: WatchHub
    let request: WatchRequest

    /// The lines, until the watch's time is over, the client goes, or the past is no longer remembered.
    func pieces() -> AsyncStream<[UInt8]> {
        let (pieces, sink) = AsyncStream.makeStream(of: [UInt8].self)
        let (id, signals) = hub.signals()
        let work = Task {
            if let failure = request.failure {
                sink.yield(line("ERROR", failure))
                sink.finish()
                return
            }
            for object in request.initial { sink.yield(line("ADDED", object)) }
            if request.marksInitial { sink.yield(line("BOOKMARK", bookmark)) }
            var known = request.version
            for await _ in signals {
                let (version, changes) = world.read {
                    ($0.cluster.objects.version, $0.cluster.objects.changes(after: known))
                }
                guard let changes, version >= known else {
                    let failure = APIFailure.tooOld(wanted: known, oldest: version)
                    sink.yield(line("ERROR", failure.status))
                    break
                }
                for change in changes where concerns(change) { sink.yield(line(change.kind.rawValue, change.object)) }
                known = version
            }
            sink.finish()
        }
        let end = Task {
            try? await Task.sleep(for: .seconds(request.seconds))
            hub.end(id)
        }
        sink.onTermination = { _ in
            work.cancel()
            end.cancel()
            hub.end(id)
        }
        return pieces
    }

    private func concerns(_ change: ObjectStore.Change) -> Bool {
        change.key.resource == request.kind.id && (request.namespace ?? change.key.namespace) == change.key.namespace
            && request.selector.matches(change.object)
    }

    private func line(_ type: String, _ object: JSONValue) -> [UInt8] {
        let isPlain = !request.asTable || type == "ERROR" || type == "BOOKMARK"
        let shown =
            isPlain
            ? object
            : TableAnswer(now: world.now).table(
                [object], request.kind, version: object.at(["metadata", "resourceVersion"])?.string ?? "")
        return Array(
            JSONValue.object(JSONObject([("type", .string(type)), ("object", shown)])).serialized(.compact).utf8)
            + [0x0A]
    }

    private var bookmark: JSONValue {
        [
            "kind": .string(request.kind.kind), "apiVersion": .string(request.kind.apiVersion),
            "metadata": [
                "resourceVersion": .string(String(request.version)),
                "annotations": ["k8s.io/initial-events-end": "true"],
            ],
        ]
    }
}
