-- Documents of the todo app between release 1 and release 3, with cjson.
local cjson = require "cjson.safe"
local change = {}

-- Debian's cjson has no way to say that a table is an empty array.
local EMPTY = "\1"
local EMPTY_WRITTEN = '"\\u0001"'

local function view(document)
    if type(document) == "table" and document.schema == "todo-item" then
        document.title, document.text = document.text, nil
        document.isDone, document.status = document.status == "done", nil
        document.groupName, document.assignees = nil, nil
        document.version = 1
    end
end

local function upgrade(document)
    if document.schema == "todo-item" then
        document.text, document.title = document.title, nil
        document.status, document.isDone = document.isDone and "done" or "active", nil
        document.groupName, document.assignees = "default", EMPTY
        document.version = 3
    end
end

local function answer(text)
    local body = cjson.decode(text)
    if type(body) ~= "table" then
        return text
    end
    view(body)
    for _, result in ipairs(body.results or {}) do
        view(result.doc)
        for _, found in ipairs(result.docs or {}) do
            view(found.ok)
        end
    end
    return cjson.encode(body)
end

-- The answer's body: held until it is there, then changed.
function change.filter()
    local held = ngx.ctx.held
    if not held then
        held = {}
        ngx.ctx.held = held
    end
    if ngx.arg[1] ~= "" then
        held[#held + 1] = ngx.arg[1]
    end
    if ngx.arg[2] then
        ngx.arg[1] = answer(table.concat(held))
    else
        ngx.arg[1] = nil
    end
end

-- The request's body, a batch.
function change.request()
    ngx.req.read_body()
    local body = cjson.decode(ngx.req.get_body_data())
    for _, document in ipairs(body.docs) do
        upgrade(document)
    end
    local text = cjson.encode(body):gsub(EMPTY_WRITTEN, "[]")
    ngx.req.set_body_data(text)
end

return change
