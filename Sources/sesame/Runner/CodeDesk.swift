import AWSClient
import Synchronization
import Terminal
import Wizard

/// Questions for multi-factor codes, between the credentials that need one and the person at the screen.
final class CodeDesk: Sendable {
    private let open = Mutex<[Int: CheckedContinuation<String?, Never>]>([:])
    private let count = Mutex(0)
    private let queue: MessageQueue<WizardEvent>

    init(_ queue: MessageQueue<WizardEvent>) { self.queue = queue }

    /// Asks for a code and waits for the answer; nil when the person has none.
    func ask(_ prompt: MFAPrompt) async -> String? {
        let id = count.withLock { count in
            count += 1
            return count
        }
        return await withCheckedContinuation { continuation in
            open.withLock { $0[id] = continuation }
            queue.post(.codeWanted(CodeRequest(id: id, profile: prompt.profile, serial: prompt.serial)))
        }
    }

    /// Passes an answer on; one to a question that is not open is dropped.
    func answer(_ id: Int, _ code: String?) {
        open.withLock { $0.removeValue(forKey: id) }?.resume(returning: code)
    }

    /// Ends all open questions without an answer.
    func close() {
        let waiting = open.withLock { open in
            defer { open = [:] }
            return open
        }
        for continuation in waiting.values { continuation.resume(returning: nil) }
    }
}
