/// `printf`: a format with `%s`, `%d`, `%%` and the usual escapes, again for as long as there are arguments.
struct PrintfProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        guard process.arguments.count > 1 else {
            await process.errors.line("printf: usage: printf format [arguments]")
            return 2
        }
        let format = Array(process.arguments[1])
        var arguments = process.arguments.dropFirst(2)
        var (output, code) = ("", 0)
        repeat {
            let before = arguments.count
            var index = 0
            while index < format.count {
                let character = format[index]
                let next = index + 1 < format.count ? format[index + 1] : nil
                index += 1
                if character == "\\", let next {
                    index += 1
                    output += Self.escapes[next] ?? "\\\(next)"
                } else if character == "%", let next {
                    index += 1
                    switch next {
                    case "%": output += "%"
                    case "s": output += arguments.popFirst() ?? ""
                    case "d":
                        let text = arguments.popFirst() ?? "0"
                        if let number = Int(text) {
                            output += String(number)
                        } else {
                            await process.errors.line("printf: \(text): invalid number")
                            (output, code) = (output + "0", 1)
                        }
                    default:
                        await process.errors.line("printf: %\(next): not supported in a simulated container")
                        return 1
                    }
                } else {
                    output.append(character)
                }
            }
            // A format that takes nothing is written once.
            if arguments.count == before { break }
        } while !arguments.isEmpty
        await process.output.write(output)
        return code
    }

    private static let escapes: [Character: String] = [
        "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "\"": "\"", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "v": "\u{B}",
    ]
}
